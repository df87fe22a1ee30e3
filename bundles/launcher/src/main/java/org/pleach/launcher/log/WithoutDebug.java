package org.pleach.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/** Leaves out debugging messages where the protocol is traced: nats-server has the two independent of each other. */
final class WithoutDebug extends TurboFilter {

    @Override
    public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
        return level == Level.DEBUG ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
