/**
 * The path policy language of SCION: access control lists and sequences of hop predicates, as scionproto's end hosts and
 * gateways read them (design document "Path Policy"). For policies that take rules in it.
 *
 * <p>Everything here is immutable and does no I/O.
 */
@Version("0.1.0")
@Export
package org.pleach.path.language;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
