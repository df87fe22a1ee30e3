package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.broker.Account;
import org.pleach.broker.Message;
import org.pleach.broker.QueueGroups;
import org.pleach.broker.Subscription;

class RouteHeadTest {

    private static final Account ACCOUNT = new NamedAccount("$G");

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-,-,-1,RMSG $G foo.bar 12",
        "reply,-,-1,RMSG $G foo.bar reply 12",
        "-,q1,-1,RMSG $G foo.bar | q1 12",
        "reply,q1 q2,-1,RMSG $G foo.bar + reply q1 q2 12",
        "-,-,4,HMSG $G foo.bar 4 12",
        "reply,-,4,HMSG $G foo.bar reply 4 12",
        "-,q1 q2,12,HMSG $G foo.bar | q1 q2 12 12",
        "reply,q1,4,HMSG $G foo.bar + reply q1 4 12",
        "-,-,0,RMSG $G foo.bar 12"})
    void writesEveryForm(String reply, String queues, int headers, String expected) {
        Message message = new Message();
        message.names(bytes("foo.bar"), reply == null ? null : bytes(reply));
        message.body(Unpooled.wrappedBuffer(new byte[12]), 0, headers, 12);
        QueueGroups groups = new QueueGroups();
        if (queues != null) {
            for (String queue : queues.split(" ")) {
                groups.add(bytes(queue));
            }
        }
        byte[] line = new byte[RouteHead.bound(ACCOUNT, message, groups)];
        int length = RouteHead.put(line, ACCOUNT, message, groups);
        assertThat(new String(line, 0, length, StandardCharsets.US_ASCII)).isEqualTo(expected + "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record NamedAccount(String name) implements Account {
        @Override
        public byte[] nameBytes() {
            return bytes(name);
        }

        @Override
        public void subscribe(Subscription subscription) { }

        @Override
        public boolean unsubscribe(Subscription subscription) {
            return false;
        }

        @Override
        public void unsubscribeAll(Collection<Subscription> subscriptions) { }

        @Override
        public int subscriptions() {
            return 0;
        }
    }
}
