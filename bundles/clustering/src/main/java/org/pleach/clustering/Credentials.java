package org.pleach.clustering;

import org.pleach.transport.Endpoint;

/** What is shown to a peer that is dialled; both empty for nothing. Prints no secret. */
record Credentials(String user, String password) {

    /** Those of the URL, {@code user} or {@code user:password} before its {@code @}, or else those of the cluster. */
    static Credentials of(Endpoint dialled, ClusterOptions.Authorization cluster) {
        String written = dialled.userInfo();
        if (written != null) {
            int colon = written.indexOf(':');
            return colon < 0 ? new Credentials(written, "")
                    : new Credentials(written.substring(0, colon), written.substring(colon + 1));
        }
        return cluster.required() ? new Credentials(cluster.user(), cluster.password()) : new Credentials("", "");
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
