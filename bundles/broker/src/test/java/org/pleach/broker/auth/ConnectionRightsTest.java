package org.pleach.broker.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.auth.Permissions;

class ConnectionRightsTest {

    @Test
    void isNothingWhenEverythingIsAllowed() {
        assertThat(ConnectionRights.of(null)).isNull();
        assertThat(ConnectionRights.of(Permissions.ALL)).isNull();
        assertThat(ConnectionRights.of(new Permissions(null, null, List.of(), null, null))).isNull();
    }

    @Test
    void decidesTheSameOnManyPatternsAsOnFew() {
        List<String> allow = new ArrayList<>(List.of("a.>", "b.*.c"));
        List<String> deny = new ArrayList<>(List.of("a.b", "a.c.*"));
        ConnectionRights few = rights(allow, deny);
        for (int i = 0; i < 500; i++) {
            allow.add("x" + i + ".>");
            deny.add("x" + i + ".secret");
        }
        ConnectionRights many = rights(allow, deny);

        for (String subject : List.of("a.b", "a.c", "a.c.d", "a.c.d.e", "b.x.c", "b.x", "c", "a", "a..b", "x499.secret")) {
            assertThat(may(many, subject)).as(subject).isEqualTo(may(few, subject));
            assertThat(may(many, subject)).as(subject).isEqualTo(may(few, subject));
        }
        assertThat(may(many, "x499.open")).isTrue();
    }

    private static ConnectionRights rights(List<String> allow, List<String> deny) {
        return ConnectionRights.of(new Permissions(allow, deny, null, null, null));
    }

    private static boolean may(ConnectionRights rights, String subject) {
        byte[] names = subject.getBytes(StandardCharsets.US_ASCII);
        return rights.mayPublish(names, names.length, 0);
    }
}
