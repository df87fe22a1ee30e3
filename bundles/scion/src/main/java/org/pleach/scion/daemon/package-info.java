/**
 * The SCION daemon's API: its messages, encoded and decoded both ways, and a client that never blocks.
 *
 * <p>The messages are those of {@code proto/daemon/v1/daemon.proto} of the reference implementation; they are written
 * down by hand over protobuf's coded streams, so there is nothing to generate. Decoding bounds every count and size and
 * skips fields it does not know.
 */
@Version("0.1.0")
@Export
package org.pleach.scion.daemon;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
