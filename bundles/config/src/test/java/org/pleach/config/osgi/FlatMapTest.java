package org.pleach.config.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatMapTest {

    private static final Config SECTION = ConfigFactory.parseString("""
            listen = "0.0.0.0:4222", port = 4222, ratio = 0.5, debug = true, nothing = null, empty {}
            authorization { timeout = 2s, users = [ { user = a, "odd.key" = 1 }, { user = b } ] }
            routes = ["x", "y"], "a.b" { c = 1 }
            """);

    @Test
    void givesDottedKeysWithPlainValues() {
        Map<String, Object> flat = FlatMap.of(SECTION);

        assertThat(flat).containsOnlyKeys("listen", "port", "ratio", "debug", "authorization.timeout",
                "authorization.users", "routes", "\"a.b\".c");
        assertThat(flat).containsEntry("port", 4222L).containsEntry("ratio", 0.5).containsEntry("debug", true)
                .containsEntry("authorization.timeout", "2s").containsEntry("routes", new String[] {"x", "y"})
                .containsEntry("authorization.users",
                        new String[] {"{\"odd.key\":1,\"user\":\"a\"}", "{\"user\":\"b\"}"});
    }

    @Test
    void isReadBackByTypesafeConfig() {
        Map<String, Object> flat = FlatMap.of(SECTION);
        flat.replaceAll((key, value) -> value instanceof String[] list ? List.of(list) : value);

        Config back = ConfigFactory.parseMap(flat);

        assertThat(back.getInt("port")).isEqualTo(4222);
        assertThat(back.getInt("\"a.b\".c")).isEqualTo(1);
        assertThat(ConfigFactory.parseString(back.getStringList("authorization.users").get(0)).getString("user"))
                .isEqualTo("a");
    }

    @Test
    void comparesLists() {
        assertThat(FlatMap.same(FlatMap.of(SECTION), FlatMap.of(SECTION))).isTrue();
        assertThat(FlatMap.same(Map.of("a", new String[] {"x"}), Map.of("a", new String[] {"y"}))).isFalse();
        assertThat(FlatMap.same(Map.of("a", 1L), Map.of("b", 1L))).isFalse();
    }
}
