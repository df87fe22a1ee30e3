/**
 * Schedulers: which of the paths to a peer each datagram takes.
 *
 * <p>A scheduler is a bundle that registers a {@link org.pleach.path.scheduler.PathScheduler} under a name. It decides,
 * and the SCION stack does the rest: it looks paths up, lets the policies rank them, leaves out those that are too small
 * or have expired, judges by probes and SCMP which ones are to be trusted, and makes the packets.
 */
@Version("0.1.0")
@Export
package org.pleach.path.scheduler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
