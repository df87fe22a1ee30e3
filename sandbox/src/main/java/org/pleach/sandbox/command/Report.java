package org.pleach.sandbox.command;

import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pleach.counters.CounterSource;
import org.pleach.path.PathMetadata;
import org.pleach.sandbox.AsSpec;
import org.pleach.sandbox.Form;
import org.pleach.sandbox.LinkConditions;
import org.pleach.sandbox.LinkFaults;
import org.pleach.sandbox.LinkSpec;
import org.pleach.sandbox.Sandbox;

/** Describes a running sandbox in lines of {@code key=value}. */
final class Report {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Sandbox sandbox;

    Report(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    List<String> status(Arguments none) {
        List<String> lines = new ArrayList<>();
        for (AsSpec as : sandbox.topology().ases()) {
            lines.add("as " + as.isdAs() + " core=" + as.core() + " router="
                    + NetUtil.toSocketAddressString(as.router()) + " daemon="
                    + NetUtil.toSocketAddressString(as.daemon()) + " daemon_state="
                    + (sandbox.isDaemonRunning(as.isdAs()) ? "running" : "stopped"));
        }
        for (LinkSpec link : sandbox.topology().links()) {
            lines.add(direction(link, link.a()));
            lines.add(direction(link, link.b()));
        }
        return lines;
    }

    private String direction(LinkSpec link, LinkSpec.End from) {
        LinkFaults faults = sandbox.faults().link(link.name());
        LinkConditions now = faults.conditions(from.isdAs());
        Map<String, Long> counts = new HashMap<>();
        sandbox.counters(link.name(), from.isdAs()).read(counts::put);
        long dropped = counts.entrySet().stream().filter(count -> count.getKey().startsWith("dropped_"))
                .mapToLong(Map.Entry::getValue).sum();
        return String.format(Locale.ROOT, "link %s from=%s to=%s state=%s latency_ms=%s jitter_ms=%s loss=%s duplicate=%s"
                + " reorder=%s rate_kbits=%d mtu=%d packets_in=%d packets_out=%d dropped=%d",
                link.name(), from, link.across(from), faults.isCut(from.isdAs()) ? "cut" : "up",
                millis(now.latencyNanos()), millis(now.jitterNanos()), percent(now.loss()), percent(now.duplicate()),
                percent(now.reorder()), now.rateKbits(), now.mtu(), counts.get("packets_in"),
                counts.get("packets_out"), dropped);
    }

    List<String> paths(Arguments ends) {
        List<String> lines = new ArrayList<>();
        for (PathMetadata path : sandbox.paths(ends.value(0, Form.ISD_AS), ends.value(1, Form.ISD_AS))) {
            List<String> links = sandbox.faults().linksOf(path.interfaces());
            boolean cut = links.stream().map(sandbox.topology()::link).anyMatch(this::isCut);
            lines.add("path links=" + String.join(",", links) + " state=" + (cut ? "cut" : "up")
                    + " latency_ms=" + path.totalLatencyNanos().stream().mapToObj(Report::millis).findFirst().orElse("?")
                    + " bandwidth_mbits=" + (path.bottleneckKbits().isPresent()
                            ? number(path.bottleneckKbits().getAsLong() / 1e3) : "?")
                    + " mtu=" + path.mtu() + " interfaces=" + path.interfaces().toString().replaceAll("[\\[\\] ]", ""));
        }
        return lines;
    }

    private boolean isCut(LinkSpec link) {
        LinkFaults faults = sandbox.faults().link(link.name());
        return faults.isCut(link.a().isdAs()) || faults.isCut(link.b().isdAs());
    }

    List<String> counters(Arguments part) {
        String wanted = part.count() == 0 ? "" : part.text(0);
        List<String> lines = new ArrayList<>();
        for (CounterSource source : sandbox.counters()) {
            if (source.subsystem().contains(wanted)) {
                source.read((name, value) -> {
                    if (value != 0) {
                        lines.add(source.subsystem() + " " + name + "=" + value);
                    }
                });
            }
        }
        return lines;
    }

    private static String millis(long nanos) {
        return number(nanos / NANOS_PER_MILLI);
    }

    private static String percent(double chance) {
        return number(chance * 100);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
