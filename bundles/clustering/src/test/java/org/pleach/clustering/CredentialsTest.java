package org.pleach.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pleach.transport.Endpoint;

class CredentialsTest {

    private static final ClusterOptions.Authorization NONE =
            new ClusterOptions.Authorization(null, "", Duration.ofSeconds(1));
    private static final ClusterOptions.Authorization OURS =
            new ClusterOptions.Authorization("us", "ours", Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({"nats://u:p@h:1,u,p", "nats://u@h:1,u,''", "nats://u:p:q:@h:1,u,p:q:", "nats://u:@h:1,u,''"})
    void takesThoseOfTheUrl(String url, String user, String password) {
        assertThat(Credentials.of(Endpoint.parse(url), OURS)).isEqualTo(new Credentials(user, password));
    }

    @Test
    void takesThoseOfTheClusterForAUrlWithout() {
        assertThat(Credentials.of(Endpoint.parse("nats://h:1"), OURS)).isEqualTo(new Credentials("us", "ours"));
        assertThat(Credentials.of(Endpoint.parse("nats://h:1"), NONE)).isEqualTo(new Credentials("", ""));
        assertThat(new Credentials("us", "ours").toString()).isEqualTo("Credentials");
    }
}
