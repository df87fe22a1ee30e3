package org.pleach.scion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pleach.scion.sim.SimNetwork.MS;

import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.pleach.path.IsdAs;
import org.pleach.scion.ScionAddress;
import org.pleach.scion.ScionCount;
import org.pleach.scion.ScionOptions;

/** Two hosts, X dials Y, over the five golden paths with a round trip of 20 ms, in virtual time. */
final class SimPair implements AutoCloseable {

    static final long SECOND = 1000 * MS;

    final SimWorld world;
    final SimNetwork network;
    final SimHost x;
    final SimHost y;
    SimTransport here;
    SimTransport there;

    SimPair(long seed, String options) {
        world = new SimWorld(seed);
        network = new SimNetwork(world);
        x = host("127.0.0.28", SimNetwork.X, options);
        y = host("127.0.0.36", SimNetwork.Y, options);
    }

    SimPair(long seed) {
        this(seed, "");
    }

    private SimHost host(String host, IsdAs isdAs, String options) {
        try {
            return new SimHost(network, new ScionAddress(isdAs, InetAddress.getByName(host), 4248),
                    ScionOptions.from(ConfigFactory.parseString(options)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    SimPair connected() {
        y.onAccept = transport -> there = transport;
        here = x.dial(y);
        here.send(1000);
        assertThat(world.runUntil(() -> there != null && here.isAllAcknowledged(), 5 * SECOND)).isTrue();
        world.run(SECOND);
        there.lastDelivery = -1;
        return this;
    }

    SimNetwork.SimPath path(String name) {
        return network.named(name);
    }

    void stream(SimTransport from, long interval, int size, long duration) {
        long end = world.nanos() + duration;
        world.every(interval, () -> {
            if (!from.isStalled()) {
                from.send(size);
            }
            return world.nanos() < end;
        });
    }

    void assertAllDelivered() {
        assertThat(there.delivered).hasSize((int) here.sent());
        assertThat(here.delivered).hasSize((int) there.sent());
    }

    long switches() {
        return x.count(ScionCount.PATH_SWITCHES) + y.count(ScionCount.PATH_SWITCHES);
    }

    /** Checks that every buffer was released. */
    @Override
    public void close() {
        assertThat(world.close()).as("bytes not released").isZero();
    }
}
