/**
 * SCION packets as bytes: reading, writing and changing them in place.
 *
 * <p>Three layers. <b>Wire types</b> ({@link org.pleach.scion.packet.CommonHeader},
 * {@link org.pleach.scion.packet.InfoField}, ...) are functions over a buffer and an index, one class per layout, with
 * the layout drawn in its Javadoc; they check nothing. <b>Views</b> ({@link org.pleach.scion.packet.PacketView},
 * {@link org.pleach.scion.packet.PathView}, {@link org.pleach.scion.packet.ScmpView}) are reusable flyweights: they
 * check every bound once, answer a {@link org.pleach.scion.packet.Reason} instead of throwing, and make no object per
 * packet. <b>Records</b> ({@link org.pleach.scion.packet.Packet}, {@link org.pleach.scion.packet.DataPath},
 * {@link org.pleach.scion.packet.ScmpMessage}) are the decoded form for tests, tools and what is rare.
 *
 * <p>To send: make a {@link org.pleach.scion.packet.UdpTemplate} or {@link org.pleach.scion.packet.ScmpTemplate} once
 * per peer and path. All numbers are big endian. Specification: SCION header, extension header and SCMP specifications
 * of the SCION documentation.
 */
@Version("0.1.0")
@Export
package org.pleach.scion.packet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
