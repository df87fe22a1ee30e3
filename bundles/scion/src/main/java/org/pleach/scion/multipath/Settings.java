package org.pleach.scion.multipath;

import org.pleach.scion.ScionOptions;

/**
 * The tunables of one socket, in nanoseconds; meanings in {@code reference.conf}.
 */
public record Settings(int datagramSize, int maxPaths, long refresh, long refreshBeforeExpiry, long refreshOnFailure,
        long margin, long floor, long unknownRoundTrip, int resendDatagrams, int resendBytes, long probeActive,
        long probeStandby, long probeDistrusted, long probeDistrustedMax, int probeAnswers, long hold) {

    /** Those of the configuration. */
    public static Settings of(ScionOptions options) {
        ScionOptions.Probe probe = options.probe();
        return new Settings(options.datagramSize(), options.paths().max(), options.paths().refresh().toNanos(),
                options.paths().refreshBeforeExpiry().toNanos(), options.paths().refreshOnFailure().toNanos(),
                options.silence().margin().toNanos(), options.silence().floor().toNanos(),
                options.silence().unknownRoundTrip().toNanos(), options.resend().maxDatagrams(),
                options.resend().maxBytes(), probe.active().toNanos(), probe.standby().toNanos(),
                probe.distrusted().toNanos(), probe.distrustedMax().toNanos(), probe.answers(),
                probe.hold().toNanos());
    }
}
