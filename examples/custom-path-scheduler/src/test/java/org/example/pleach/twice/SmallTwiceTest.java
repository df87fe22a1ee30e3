package org.example.pleach.twice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.pleach.path.Path;
import org.pleach.path.scheduler.Datagram;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PeerPath;
import org.pleach.path.scheduler.PeerScheduler;

class SmallTwiceTest {

    private final Way first = new Way(true);
    private final Way broken = new Way(false);
    private final Way third = new Way(true);
    private final Control control = new Control(List.of(first, broken, third));
    private final PeerScheduler<Way> scheduler = new SmallTwiceScheduler().create(control);

    @Test
    void sendsWhatIsSmallOnTheNextTrustedPathAsWell() {
        assertThat(send(SmallTwice.SMALL)).containsExactly(first, third);
    }

    @Test
    void leavesTheRestToFailover() {
        assertThat(send(SmallTwice.SMALL + 1)).containsExactly(first);
    }

    @Test
    void handsEverythingElseOn() {
        scheduler.received(third, 1);
        scheduler.pathsChanged("test", false, 2);
        scheduler.close();
        assertThat(control.heard).containsExactly("received", "pathsChanged", "close");
    }

    private List<Way> send(int length) {
        List<Way> taken = new ArrayList<>();
        scheduler.send(new Datagram<>() {
            @Override
            public int length() {
                return length;
            }

            @Override
            public boolean sendOver(Way path) {
                return taken.add(path);
            }
        }, 0);
        return taken;
    }

    private record Way(boolean isTrusted) implements PeerPath {
        @Override
        public Path path() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAllowed() {
            return true;
        }

        @Override
        public boolean isSettled(long now) {
            return isTrusted;
        }

        @Override
        public boolean answersProbes() {
            return true;
        }

        @Override
        public long roundTripNanos() {
            return 20_000_000;
        }

        @Override
        public long lateNanos() {
            return 50_000_000;
        }

        @Override
        public long lastReceived() {
            return NOT_YET;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private record Control(List<Way> paths, List<String> heard) implements PathControl<Way> {

        Control(List<Way> paths) {
            this(paths, new ArrayList<>());
        }

        @Override
        public String peer() {
            return "1-ff00:0:110,127.0.0.1:1";
        }

        @Override
        public boolean leads() {
            return true;
        }

        @Override
        public Way active() {
            return paths.get(0);
        }

        @Override
        public Way second() {
            return null;
        }

        @Override
        public void activate(Way path, String reason) { }

        @Override
        public void accompany(Way path, String reason) { }

        @Override
        public void probe(Way path) { }

        @Override
        public void distrust(Way path, String reason) { }

        @Override
        public void resend(Way path, long since) { }

        @Override
        public void wake(long time) { }

        @Override
        public RandomGenerator random() {
            return RandomGenerator.getDefault();
        }

        @Override
        public PeerScheduler<Way> failover() {
            return new PeerScheduler<>() {
                @Override
                public void send(Datagram<Way> datagram, long now) {
                    datagram.sendOver(active());
                }

                @Override
                public void received(Way path, long now) {
                    heard.add("received");
                }

                @Override
                public void pathsChanged(String reason, boolean byPolicy, long now) {
                    heard.add("pathsChanged");
                }

                @Override
                public void close() {
                    heard.add("close");
                }
            };
        }
    }
}
