package org.pleach.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What befalls the network in the failover scenario, as {@code --cut} names it. */
enum CutKind {
    /** A link of the path in use lets nothing through, and nobody notices. */
    SILENT(300, 10, 700),
    /** The same, and after 600 ms the routers at its ends answer "external interface down". */
    SCMP(300, 8, 1_200),
    /** One direction of a link of the path in use lets nothing through. */
    ONEWAY(300, 10, 700),
    /** A link of the path in use goes off and on every 50 to 500 ms. */
    FLAP(60, 3, 4_000),
    /** A link of the path in use carries small packets only; every second time its routers say so. */
    MTU(100, 6, 1_500),
    /** Daemons hand out paths of short life; one life is one cut. */
    EXPIRY(8, 1, 20_000),
    /** All links let nothing through. */
    DARK(3, 1, 20_000),
    /** Every path loses 5 % of its packets. */
    LOSS(6, 2, 10_000),
    /** The daemons of both ASes are stopped, then a link of the path in use is cut, then the daemons start again. */
    DAEMON(30, 3, 3_000);

    private final int cuts;
    private final int quickCuts;
    private final int outageMillis;

    CutKind(int cuts, int quickCuts, int outageMillis) {
        this.cuts = cuts;
        this.quickCuts = quickCuts;
        this.outageMillis = outageMillis;
    }

    /** @throws IllegalArgumentException naming all there are */
    static CutKind parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--cut: expected one of " + all(", ") + ", got \"" + text
                        + '"'));
    }

    static String all(String separator) {
        return Arrays.stream(values()).map(CutKind::text).collect(Collectors.joining(separator));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    int cuts(boolean quick) {
        return quick ? quickCuts : cuts;
    }

    /** How long it lasts. */
    Duration outage() {
        return Duration.ofMillis(outageMillis);
    }
}
