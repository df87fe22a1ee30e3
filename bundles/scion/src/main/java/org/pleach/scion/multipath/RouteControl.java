package org.pleach.scion.multipath;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.pleach.path.scheduler.PathControl;
import org.pleach.path.scheduler.PeerScheduler;

/** What a scheduler can see and do, put together from the parts that do it. */
final class RouteControl implements PathControl<Route> {

    private final Multipath socket;
    private final Routes routes;
    private final Prober prober;
    private final Sender sender;
    private final Roles roles;
    private final BooleanSupplier leads;
    private final LongConsumer wake;
    private final Supplier<PeerScheduler<Route>> failover;

    RouteControl(Multipath socket, Routes routes, Prober prober, Sender sender, Roles roles, BooleanSupplier leads,
            LongConsumer wake) {
        this.socket = socket;
        this.routes = routes;
        this.prober = prober;
        this.sender = sender;
        this.roles = roles;
        this.leads = leads;
        this.wake = wake;
        this.failover = () -> new FailoverScheduler(new SchedulerContext(routes, socket.settings(), sender, prober,
                socket.counters(), socket.random(), leads, wake, roles));
    }

    @Override
    public String peer() {
        return prober.target().toString();
    }

    @Override
    public boolean leads() {
        return leads.getAsBoolean();
    }

    @Override
    public List<Route> paths() {
        return routes.allowed();
    }

    @Override
    public Route active() {
        return roles.active();
    }

    @Override
    public Route second() {
        return roles.second();
    }

    @Override
    public void activate(Route path, String reason) {
        roles.activate(path, reason);
    }

    @Override
    public void accompany(Route path, String reason) {
        roles.accompany(path, reason);
    }

    @Override
    public void probe(Route path) {
        prober.probe(path, socket.clock().nanos());
    }

    @Override
    public void distrust(Route path, String reason) {
        prober.distrust(path, reason, socket.clock().nanos());
    }

    @Override
    public void resend(Route path, long since) {
        sender.resend(path, since, socket.clock().nanos());
    }

    @Override
    public void wake(long time) {
        wake.accept(time);
    }

    @Override
    public RandomGenerator random() {
        return socket.random();
    }

    @Override
    public PeerScheduler<Route> failover() {
        return failover.get();
    }
}
