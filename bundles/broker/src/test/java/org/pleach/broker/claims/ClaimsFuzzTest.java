package org.pleach.broker.claims;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.pleach.broker.operator.Issuer;

class ClaimsFuzzTest {

    private static final Issuer SHOP = Issuer.of("shop");
    private static final Issuer OPERATOR = Issuer.of("operator");

    private interface Reader {
        Object read() throws ClaimsException;
    }

    /** As they come, and signed, so that what is in them is read too. */
    @FuzzTest(maxDuration = "30s")
    void readsOrRefuses(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        read(() -> UserClaims.read(text));
        read(() -> UserClaims.read(SHOP.sign(text)));
        read(() -> ActivationClaims.read(SHOP.sign(text)));
        read(() -> AccountClaims.read(OPERATOR.sign(text)));
        read(() -> OperatorClaims.read(OPERATOR.sign(text)));
    }

    private static void read(Reader reader) {
        try {
            reader.read();
        } catch (ClaimsException e) {
            // Refused.
        }
    }
}
