/** Named counts of what happened, for monitoring and tests. */
@Version("0.1.0")
@Export
package org.pleach.counters;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
