/**
 * NATS over QUIC over SCION: byte streams that survive the loss of a path.
 *
 * <p>Wire-compatible with NATS over SCION as it exists in Go: ALPN {@code qs}, one unidirectional stream each way.
 */
@Version("0.1.0")
@Export
package org.pleach.transport.scion;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
