/**
 * A route's channel that outlives the connections under it. Between two Pleach servers a route that loses its connection
 * is suspended and goes on over the next one exactly where it stopped: what was not acknowledged is sent again.
 */
package org.pleach.clustering.session;
