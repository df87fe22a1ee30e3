package org.pleach.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.pleach.itests.container.InContainer;
import org.pleach.itests.container.Inside;

@InContainer(console = true)
public class ShellCommandsTest {

    @Test
    public void everyCommandIsFoundByItsScopeAndName() throws Exception {
        assertThat(typed("pleach:paths")).isEqualTo("no SCION peers");
        assertThat(typed("pleach:connections")).isEqualTo("no broker is running");
        assertThat(typed("pleach:counters all")).isNotBlank();
        assertThat(typed("pleach:counters nonsense")).startsWith("usage: pleach:counters");
        assertThat(typed("pleach:reload")).startsWith("nothing to reload");
    }

    /** What the line returns, which is what the console prints. */
    private static String typed(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandProcessor shell = Inside.service(CommandProcessor.class);
        try (CommandSession session = shell.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            return String.valueOf(session.execute(line));
        }
    }
}
