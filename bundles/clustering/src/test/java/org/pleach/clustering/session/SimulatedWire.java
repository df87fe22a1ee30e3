package org.pleach.clustering.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Random;

/** A connection between two ends. Bytes are on their way for a while, and come in any pieces; a broken one loses them. */
final class SimulatedWire {

    private final SimulatedEnd[] ends;
    private final RouteChannel[] routes = new RouteChannel[2];
    private final Link[] links = new Link[2];
    private final EmbeddedChannel[] sockets = new EmbeddedChannel[2];
    private final ByteBuf[] flying = {Unpooled.buffer(), Unpooled.buffer()};
    private ResumeRequest request;
    private boolean broken;

    SimulatedWire(SimulatedEnd dialler, SimulatedEnd acceptor) {
        ends = new SimulatedEnd[] {dialler, acceptor};
        for (int i = 0; i < 2; i++) {
            int side = i;
            links[i] = new Link(route -> routes[side] = route);
            sockets[i] = new EmbeddedChannel(links[i]);
        }
    }

    RouteChannel route(SimulatedEnd end) {
        return routes[end == ends[0] ? 0 : 1];
    }

    /** The dialler asks to go on; what CONNECT carries arrives some time later. */
    void resume() {
        SimulatedEnd dialler = ends[0];
        request = ResumeRequest.read(dialler.request("a".repeat(32)).written());
        ResumeRequest asked = request;
        routes[0].listener(new RouteSessionEvents() {
            @Override
            public void sessionLine(String words) {
                Link link = routes[0].handOver(dialler.channel);
                dialler.took(dialler.session.resumed(link, asked, words, "a".repeat(32)), link);
            }

            @Override
            public void suspended(Throwable cause) {
                throw new IllegalStateException("never resumable");
            }
        }, 1 << 20);
    }

    private void accept() {
        SimulatedEnd acceptor = ends[1];
        ResumeRequest asked = request;
        request = null;
        Link link = routes[1].handOver(acceptor.channel);
        acceptor.took(acceptor.session.isGenuine(asked, "a".repeat(32))
                ? acceptor.session.resume(link, asked, "a".repeat(32)) : Session.REFUSED, link);
    }

    /** Some bytes arrive. */
    void move(Random random, int most) {
        if (request != null && !isBroken() && random.nextInt(4) == 0) {
            accept();
        }
        int from = random.nextInt(2);
        collect(from);
        int there = flying[from].readableBytes();
        if (broken || there == 0) {
            return;
        }
        ByteBuf piece = flying[from].readBytes(Math.min(there, 1 + random.nextInt(most)));
        flying[from].discardSomeReadBytes();
        if (sockets[1 - from].isOpen()) {
            sockets[1 - from].writeInbound(piece);
        } else {
            piece.release();
        }
        runTasks();
    }

    private void collect(int side) {
        for (ByteBuf bytes = sockets[side].readOutbound(); bytes != null; bytes = sockets[side].readOutbound()) {
            flying[side].writeBytes(bytes);
            bytes.release();
        }
    }

    private void runTasks() {
        sockets[0].runPendingTasks();
        sockets[1].runPendingTasks();
    }

    boolean isIdle() {
        collect(0);
        collect(1);
        return broken || request == null && flying[0].readableBytes() + flying[1].readableBytes() == 0;
    }

    /** Nothing arrives any more, and neither end knows. */
    void breakSilently() {
        broken = true;
    }

    /** One end, or the other, finds out that it is broken. */
    void notice(int side) {
        if (broken) {
            collect(side);
            sockets[side].close();
            runTasks();
        }
    }

    boolean isBroken() {
        return broken || !sockets[0].isOpen() || !sockets[1].isOpen();
    }

    boolean isOver() {
        return !sockets[0].isOpen() && !sockets[1].isOpen();
    }
}
