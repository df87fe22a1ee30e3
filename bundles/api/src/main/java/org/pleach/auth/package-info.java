/** Who may connect: authenticators as services. */
@Version("0.4.0")
@Export
package org.pleach.auth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
