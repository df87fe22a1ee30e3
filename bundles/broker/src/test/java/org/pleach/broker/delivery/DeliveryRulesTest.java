package org.pleach.broker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pleach.broker.Account;
import org.pleach.broker.BrokerCounter;
import org.pleach.broker.LocalReceiver;
import org.pleach.broker.Message;
import org.pleach.broker.QueueGroups;
import org.pleach.broker.Receiver;
import org.pleach.broker.RemoteReceiver;
import org.pleach.broker.Subscription;
import org.pleach.broker.Turn;
import org.pleach.broker.loop.Loops;
import org.pleach.counters.Counters;

class DeliveryRulesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Loops loops = new Loops(channel.eventLoop(), UnpooledByteBufAllocator.DEFAULT, () -> 0);
    private final Accounts accounts = new Accounts(1, System::nanoTime);
    private final SubjectSpace account = accounts.global();
    private final Counters<BrokerCounter> counters = new Counters<>("broker", BrokerCounter.class);

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }

    private final class Client implements LocalReceiver {
        private final List<String> got = new ArrayList<>();
        private boolean refuses;

        @Override
        public Kind kind() {
            return Kind.CLIENT;
        }

        @Override
        public boolean deliver(Turn turn, Message message, Subscription subscription) {
            if (!refuses) {
                got.add(new String(subscription.sid(), StandardCharsets.US_ASCII));
            }
            return !refuses;
        }

        Client subscribe(String subject, String queue, String sid) {
            account.subscribe(Subscription.local(this, bytes(subject), bytes(queue), bytes(sid)));
            return this;
        }
    }

    private final class Node implements RemoteReceiver {
        private final Kind kind;
        private final List<String> got = new ArrayList<>();

        Node(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public boolean deliver(Turn turn, Account where, Message message, QueueGroups groups) {
            byte[] line = new byte[groups.encodedLength()];
            got.add(where.name() + ':' + new String(line, 0, groups.put(line, 0), StandardCharsets.US_ASCII));
            return true;
        }

        Node wants(String subject, String queue, int weight) {
            account.subscribe(Subscription.remote(this, bytes(subject), bytes(queue), weight));
            return this;
        }
    }

    private ConnectionPublisher publisher(Receiver origin, boolean echo) {
        return new ConnectionPublisher(loops.of(channel), channel, origin, echo, counters);
    }

    private static int publish(ConnectionPublisher publisher, Account where, String subject) {
        publisher.message().names(bytes(subject), null);
        publisher.message().body(Unpooled.EMPTY_BUFFER, 0, -1, 0);
        return publisher.publish(where);
    }

    private int publish(Receiver origin, String subject) {
        return publish(publisher(origin, true), account, subject);
    }

    private int publishFrom(Node origin, String subject, String... groups) {
        ConnectionPublisher publisher = publisher(origin, false);
        publisher.message().names(bytes(subject), null);
        publisher.message().body(Unpooled.EMPTY_BUFFER, 0, -1, 0);
        QueueGroups chosen = new QueueGroups();
        for (String group : groups) {
            chosen.add(bytes(group));
        }
        return publisher.publish(account, chosen);
    }

    @Test
    void deliversToEveryPlainSubscriptionAndCountsConnections() {
        Client one = new Client().subscribe("a", null, "1").subscribe("*", null, "2");
        Client two = new Client().subscribe("a", null, "1");
        assertThat(publish(new Client(), "a")).isEqualTo(3);
        assertThat(one.got).containsExactlyInAnyOrder("1", "2");
        assertThat(two.got).containsExactly("1");
        assertThat(publish(new Client(), "b")).isEqualTo(1);
        assertThat(publish(new Client(), "a.b")).isZero();
    }

    @Test
    void echoesUnlessToldNotTo() {
        Client own = new Client().subscribe("a", null, "1").subscribe("a", "q", "2");
        assertThat(publish(publisher(own, false), account, "a")).isZero();
        assertThat(publish(publisher(own, true), account, "a")).isEqualTo(2);
    }

    @Test
    void deliversToOneMemberOfEachGroup() {
        Client[] members = new Client[4];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Client().subscribe("a", "q", "q").subscribe("a", "r", "r");
        }
        Client origin = new Client();
        for (int i = 0; i < 4000; i++) {
            assertThat(publish(origin, "a")).isEqualTo(2);
        }
        for (Client member : members) {
            assertThat(member.got.stream().filter("q"::equals).count()).isBetween(800L, 1200L);
            assertThat(member.got.stream().filter("r"::equals).count()).isBetween(800L, 1200L);
        }
    }

    @Test
    void triesTheNextMemberWhenOneDoesNotTakeTheMessage() {
        Client full = new Client().subscribe("a", "q", "1");
        full.refuses = true;
        Client other = new Client().subscribe("a", "q", "1");
        for (int i = 0; i < 20; i++) {
            assertThat(publish(new Client(), "a")).isOne();
        }
        assertThat(other.got).hasSize(20);
    }

    @Test
    void sendsANodeEachMessageOnce() {
        Node node = new Node(Receiver.Kind.ROUTE).wants("a", null, 1).wants("*", null, 1).wants("a", "q", 1).wants(">", "r", 2);
        assertThat(publish(new Client(), "a")).isOne();
        assertThat(node.got).hasSize(1);
        assertThat(node.got.get(0)).startsWith("$G:").contains("q ", "r ");
    }

    @Test
    void prefersALocalMemberOfAGroup() {
        Node node = new Node(Receiver.Kind.ROUTE).wants("a", "q", 100);
        Client local = new Client().subscribe("a", "q", "1");
        for (int i = 0; i < 50; i++) {
            publish(new Client(), "a");
        }
        assertThat(local.got).hasSize(50);
        assertThat(node.got).isEmpty();
        local.refuses = true;
        assertThat(publish(new Client(), "a")).isOne();
        assertThat(node.got).as("nobody took it here").containsExactly("$G:q ");
    }

    @Test
    void choosesAmongNodesByTheirNumberOfMembers() {
        Node small = new Node(Receiver.Kind.ROUTE).wants("a", "q", 1);
        Node big = new Node(Receiver.Kind.ROUTE).wants("a", "q", 3);
        for (int i = 0; i < 4000; i++) {
            assertThat(publish(new Client(), "a")).isOne();
        }
        assertThat(small.got.size() + big.got.size()).isEqualTo(4000);
        assertThat(small.got.size()).isBetween(800, 1200);
    }

    @Test
    void givesMessagesFromARouteToLocalReceiversOnly() {
        Node origin = new Node(Receiver.Kind.ROUTE).wants("a", null, 1);
        Node third = new Node(Receiver.Kind.ROUTE).wants("a", null, 1).wants("a", "q", 1);
        Node leaf = new Node(Receiver.Kind.LEAFNODE).wants("a", null, 1);
        Client plain = new Client().subscribe("a", null, "1");
        Client member = new Client().subscribe("a", "q", "2");
        Client other = new Client().subscribe("a", "r", "3");
        assertThat(publishFrom(origin, "a")).isEqualTo(2);
        assertThat(plain.got).containsExactly("1");
        assertThat(leaf.got).containsExactly("$G:");
        assertThat(publishFrom(origin, "a", "q", "absent")).isEqualTo(3);
        assertThat(member.got).as("only in the chosen group").containsExactly("2");
        assertThat(other.got).isEmpty();
        assertThat(origin.got).isEmpty();
        assertThat(third.got).isEmpty();
    }

    @Test
    void givesMessagesFromALeafnodeToEverybodyElse() {
        Node origin = new Node(Receiver.Kind.LEAFNODE).wants("a", null, 1);
        Node route = new Node(Receiver.Kind.ROUTE).wants("a", null, 1);
        Node leaf = new Node(Receiver.Kind.LEAFNODE).wants("a", null, 1);
        assertThat(publishFrom(origin, "a")).isEqualTo(2);
        assertThat(origin.got).isEmpty();
        assertThat(route.got).hasSize(1);
        assertThat(leaf.got).hasSize(1);
    }

    @Test
    void keepsAccountsApart() {
        Client here = new Client().subscribe("a", null, "1");
        assertThat(publish(publisher(new Client(), true), accounts.get("OTHER"), "a")).isZero();
        assertThat(here.got).isEmpty();
    }

    @Test
    void tellsListenersEverythingInOrder() {
        Client first = new Client();
        first.subscribe("a", null, "1").subscribe("a", null, "2").subscribe("b", "q", "3");
        new Node(Receiver.Kind.ROUTE).wants("remote", null, 1);
        new Node(Receiver.Kind.LEAFNODE).wants("leaf", null, 1);
        List<String> told = new ArrayList<>();
        accounts.addListener((where, subject, queue, before, now) -> told.add(where.name() + ' ' + new String(subject)
                + (queue == null ? "" : " " + new String(queue)) + ' ' + before + "->" + now));
        assertThat(told).as("what is there").containsExactlyInAnyOrder("$G a 0->2", "$G b q 0->1", "$G leaf 0->1");
        told.clear();
        Subscription third = Subscription.local(first, bytes("a"), null, bytes("4"));
        account.subscribe(third);
        account.unsubscribe(third);
        account.unsubscribe(third);
        new Node(Receiver.Kind.ROUTE).wants("a", null, 1);
        Subscription other = Subscription.local(first, bytes("x"), bytes("q"), bytes("5"));
        accounts.get("LATER").subscribe(other);
        accounts.get("LATER").unsubscribeAll(List.of(other));
        assertThat(told).containsExactly("$G a 2->3", "$G a 3->2", "LATER x q 0->1", "LATER x q 1->0");
    }

    @Test
    void tellsAListenerNothingOnceItIsRemoved() {
        Map<String, Integer> told = new HashMap<>();
        org.pleach.broker.InterestListener listener =
                (where, subject, queue, before, now) -> told.put(new String(subject), now);
        accounts.addListener(listener);
        new Client().subscribe("a", null, "1");
        accounts.removeListener(listener);
        new Client().subscribe("b", null, "1");
        assertThat(told).containsOnlyKeys("a");
        accounts.addListener(listener);
        assertThat(told).containsOnlyKeys("a", "b");
    }
}
