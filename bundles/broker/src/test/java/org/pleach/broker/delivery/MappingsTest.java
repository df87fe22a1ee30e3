package org.pleach.broker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.broker.AccountOptions.Destination;
import org.pleach.broker.AccountOptions.Mapping;
import org.pleach.broker.Message;

class MappingsTest {

    @Test
    void sharesMessagesByWeightAndLeavesTheRestAsItIs() {
        Mappings mappings = mappings(new Mapping("a.*", List.of(new Destination("b.$1", 20, null),
                new Destination("c.$1", 30, null))));

        assertThat(mapped(mappings, "a.x", 0)).isEqualTo("b.x");
        assertThat(mapped(mappings, "a.x", 19)).isEqualTo("b.x");
        assertThat(mapped(mappings, "a.x", 20)).isEqualTo("c.x");
        assertThat(mapped(mappings, "a.x", 50)).isEqualTo("a.x");
        assertThat(mapped(mappings, "z", 0)).isEqualTo("z");
    }

    @Test
    void losesTheRestIfTheSourceIsNamed() {
        Mappings mappings = mappings(new Mapping("a", List.of(new Destination("a", 40, null))));

        assertThat(mapped(mappings, "a", 39)).isEqualTo("a");
        assertThat(mapped(mappings, "a", 40)).isEmpty();
    }

    @Test
    void prefersDestinationsOfItsCluster() {
        Mapping mapping = new Mapping("a", List.of(new Destination("b", 100, null), new Destination("c", 100, "eu")));

        assertThat(mapped(Mappings.of(List.of(mapping), "eu"), "a", 0)).isEqualTo("c");
        assertThat(mapped(Mappings.of(List.of(mapping), "us"), "a", 0)).isEqualTo("b");
        assertThat(mapped(Mappings.of(List.of(mapping), null), "a", 0)).isEqualTo("b");
    }

    @Test
    void keepsTheReplySubject() {
        Message message = new Message();
        message.names("a".getBytes(StandardCharsets.US_ASCII), "inbox.7".getBytes(StandardCharsets.US_ASCII));
        mappings(new Mapping("a", List.of(new Destination("a.much.longer.subject", 100, null)))).map(message, bound -> 0);

        assertThat(new String(message.names(), message.subjectLength(), message.replyLength(), StandardCharsets.US_ASCII))
                .isEqualTo("inbox.7");
    }

    private static Mappings mappings(Mapping... all) {
        return Mappings.of(List.of(all), null);
    }

    private static String mapped(Mappings mappings, String subject, int random) {
        Message message = new Message();
        message.names(subject.getBytes(StandardCharsets.US_ASCII), null);
        mappings.map(message, bound -> random);
        return new String(message.names(), 0, message.subjectLength(), StandardCharsets.US_ASCII);
    }
}
