package org.pleach.path.policy.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;

class HopsPolicyTest {

    private static final IsdAs HERE = IsdAs.parse("1-ff00:0:111");

    private final HopsPolicy policy = new HopsPolicy();

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
        List<PathInterface> ends = new ArrayList<>();
        for (int i = 0; i < value; i++) {
            ends.add(new PathInterface(HERE, i));
        }
        return new Announced(name, PathMetadata.of(ends, 1400));
    }

    private List<String> order(Announced... paths) {
        return policy.apply(List.of(paths)).stream().map(Announced::name).toList();
    }

    @Test
    void fewestInterfacesFirst() {
        assertThat(order(path("worst", 6), path("best", 2), path("middle", 4)))
                .containsExactly("best", "middle", "worst");
    }

    @Test
    void keepsTheOrderOfEquals() {
        assertThat(order(path("b", 4), path("a", 4), path("c", 2))).containsExactly("c", "b", "a");
    }
}
