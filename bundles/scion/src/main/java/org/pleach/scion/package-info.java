/**
 * The SCION endhost stack: datagrams to and from SCION addresses over the best path there is, and another one when it
 * fails.
 *
 * <p>Start with {@link org.pleach.scion.NativeEndhost#open}, bind a {@link org.pleach.scion.ScionSocket}, put handlers
 * that speak {@code DatagramPacket} on its channel. They see one constant address per peer and never a path.
 */
@Version("0.1.0")
@Export
package org.pleach.scion;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
