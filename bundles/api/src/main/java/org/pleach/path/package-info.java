/**
 * SCION paths as an extension sees them, and the policies that order and filter them.
 *
 * <p>A path policy is a bundle that registers a {@link org.pleach.path.PathPolicy} under a name. Everything here is
 * immutable data or stateless strategy; nothing does I/O.
 */
@Version("0.2.0")
@Export
package org.pleach.path;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
