package org.pleach.broker.callout;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.pleach.auth.Authenticator.Identity;
import org.pleach.broker.claims.CalloutClaims;
import org.pleach.broker.claims.UserClaims;

/** Whom a service is asked about, and what it may answer. Any thread. */
public interface CalloutRules {

    /**
     * The account whose service is asked about a connection, or null if none is.
     *
     * @param user  what it calls itself
     * @param known who it is without the service, if anybody
     */
    String asked(String user, Optional<Identity> known);

    /** Whether an account has a service: nobody in it may ask it by itself. */
    boolean hasService(String account);

    /** Why the service of an account cannot be asked, so that nobody is let in; null if it can. */
    String hindrance(String account);

    /** Whom a request is about, in its token. */
    String subject(String account);

    /**
     * Who a user of the service's is. Fails if the service may not say so.
     *
     * @param answer  that the user came in
     * @param account the one that was asked
     */
    CompletionStage<Identity> admit(UserClaims user, CalloutClaims answer, String account, Shown shown);
}
