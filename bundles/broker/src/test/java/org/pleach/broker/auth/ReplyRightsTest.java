package org.pleach.broker.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pleach.auth.Permissions.Responses;

class ReplyRightsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void allowsAsManyAnswersAsAreGrantedAndAgainAfterAnotherRequest() {
        ReplyRights rights = new ReplyRights(new Responses(2, Duration.ofMinutes(2)));
        grant(rights, "inbox.1", 0);

        assertThat(use(rights, "inbox.1", 1)).isTrue();
        assertThat(use(rights, "inbox.1", 2)).isTrue();
        assertThat(use(rights, "inbox.1", 3)).isFalse();
        grant(rights, "inbox.1", 4);
        assertThat(use(rights, "inbox.1", 5)).isTrue();
        assertThat(use(rights, "inbox.2", 5)).isFalse();
    }

    @Test
    void forgetsWhatHasExpired() {
        ReplyRights rights = new ReplyRights(new Responses(-1, Duration.ofSeconds(5)));
        grant(rights, "inbox.1", 0);

        assertThat(use(rights, "inbox.1", 5 * SECOND)).isTrue();
        assertThat(use(rights, "inbox.1", 5 * SECOND + 1)).isFalse();
        assertThat(use(rights, "inbox.1", 1)).isFalse();
    }

    @Test
    void neverExpiresIfTheTimeIsNegative() {
        ReplyRights rights = new ReplyRights(new Responses(-1, Duration.ofSeconds(-1)));
        grant(rights, "inbox.1", 0);

        assertThat(use(rights, "inbox.1", 1_000_000 * SECOND)).isTrue();
    }

    @Test
    void remembersThousandsOfRequestsAndTheLatestOfMore() {
        ReplyRights rights = new ReplyRights(new Responses(1, Duration.ofHours(1)));
        for (int i = 0; i < 2000; i++) {
            grant(rights, "inbox." + i, i);
        }
        int remembered = 0;
        for (int i = 0; i < 2000; i++) {
            remembered += use(rights, "inbox." + i, 2000) ? 1 : 0;
        }
        assertThat(remembered).isGreaterThan(1900);

        for (int i = 0; i < 100_000; i++) {
            grant(rights, "flood." + i, 3000 + i);
        }
        assertThat(use(rights, "flood.99999", 200_000)).isTrue();
        assertThat(use(rights, "flood.0", 200_000)).isFalse();
    }

    private static void grant(ReplyRights rights, String subject, long now) {
        byte[] names = ("request" + subject).getBytes(StandardCharsets.US_ASCII);
        rights.grant(names, 7, names.length - 7, now);
    }

    private static boolean use(ReplyRights rights, String subject, long now) {
        byte[] names = subject.getBytes(StandardCharsets.US_ASCII);
        return rights.use(names, names.length, now);
    }
}
