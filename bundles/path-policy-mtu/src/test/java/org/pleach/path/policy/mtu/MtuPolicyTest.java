package org.pleach.path.policy.mtu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathMetadata;

class MtuPolicyTest {

    private static final IsdAs HERE = IsdAs.parse("1-ff00:0:111");

    private final MtuPolicy policy = new MtuPolicy();

    private record Announced(String name, PathMetadata metadata) implements Path {
        @Override
        public IsdAs source() {
            return HERE;
        }

        @Override
        public IsdAs destination() {
            return HERE;
        }

        @Override
        public Instant expiry() {
            return Instant.MAX;
        }

        @Override
        public String fingerprint() {
            return name;
        }
    }

    private static Announced path(String name, int value) {
        return new Announced(name, PathMetadata.of(List.of(), value));
    }

    private List<String> order(Announced... paths) {
        return policy.apply(List.of(paths)).stream().map(Announced::name).toList();
    }

    @Test
    void greatestMtuFirst() {
        assertThat(order(path("worst", 1300), path("best", 1472), path("middle", 1400)))
                .containsExactly("best", "middle", "worst");
    }

    @Test
    void keepsTheOrderOfEquals() {
        assertThat(order(path("b", 1400), path("a", 1400), path("c", 1472))).containsExactly("c", "b", "a");
    }
}
