package org.pleach.broker;

import java.util.List;
import org.pleach.transport.Endpoint;

/**
 * Tells which cluster this server is part of and who it is joined with, for monitoring and shell. An OSGi service of the
 * clustering. Any thread; a snapshot may be a moment old.
 */
public interface RouteReporter {

    /** The cluster's name. */
    String clusterName();

    /** Where routes are taken now. */
    List<Endpoint> listening();

    /** The routes that are configured. */
    List<Endpoint> configured();

    /** The routes there are now. */
    List<RouteSnapshot> routes();
}
