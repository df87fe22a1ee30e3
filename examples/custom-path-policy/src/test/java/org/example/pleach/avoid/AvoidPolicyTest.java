package org.example.pleach.avoid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pleach.path.IsdAs;
import org.pleach.path.Path;
import org.pleach.path.PathInterface;
import org.pleach.path.PathMetadata;

class AvoidPolicyTest {

    private final Path direct = path("1-ff00:0:110", "1-ff00:0:111");
    private final Path around = path("1-ff00:0:110", "1-ff00:0:120", "1-ff00:0:111");
    private final Path farAround = path("1-ff00:0:110", "1-ff00:0:130", "1-ff00:0:111");

    @Test
    void leavesOutPathsThatCrossAnAvoidedAs() {
        AvoidPolicy policy = new AvoidPolicy(avoiding("1-ff00:0:120"));
        assertThat(policy.apply(List.of(farAround, around, direct))).containsExactly(farAround, direct);
    }

    @Test
    void leavesNoPathRatherThanAForbiddenOne() {
        AvoidPolicy policy = new AvoidPolicy(avoiding("1-ff00:0:120", "1-ff00:0:130"));
        assertThat(policy.apply(List.of(around, farAround))).isEmpty();
    }

    @Test
    void changesNothingWithoutConfiguration() {
        assertThat(new AvoidPolicy(avoiding()).apply(List.of(around, direct))).containsExactly(around, direct);
    }

    @Test
    void refusesWhatIsNoAs() {
        assertThatThrownBy(() -> new AvoidPolicy(avoiding("elsewhere")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("elsewhere");
    }

    private static AvoidPolicy.Settings avoiding(String... ases) {
        return new AvoidPolicy.Settings() {
            @Override
            public String[] ases() {
                return ases;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return AvoidPolicy.Settings.class;
            }
        };
    }

    private static Path path(String... ases) {
        List<IsdAs> crossed = Stream.of(ases).map(IsdAs::parse).toList();
        PathMetadata metadata = PathMetadata.of(
                crossed.stream().map(as -> new PathInterface(as, 1)).toList(), 1400);
        return new Path() {
            @Override
            public IsdAs source() {
                return crossed.get(0);
            }

            @Override
            public IsdAs destination() {
                return crossed.get(crossed.size() - 1);
            }

            @Override
            public PathMetadata metadata() {
                return metadata;
            }

            @Override
            public Instant expiry() {
                return Instant.MAX;
            }

            @Override
            public String fingerprint() {
                return crossed.toString();
            }
        };
    }
}
