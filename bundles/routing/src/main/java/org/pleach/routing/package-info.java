/**
 * From a subject to the subscriptions that want it.
 *
 * <p>{@link org.pleach.routing.Sublist} holds all interest of one account; each event loop asks it through a
 * {@link org.pleach.routing.MatchCache} of its own, which takes no lock and makes no object on a hit.
 */
@Version("0.1.0")
@Export
package org.pleach.routing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
