import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Adds up Surefire's reports of all modules and prints {@code N passed, N failed, N skipped} last. Exits 1 if a test
 * failed, if none ran, if one was skipped without a reason or, with {@code CI=true}, for want of a peer; otherwise with
 * Maven's own exit code, its argument.
 */
final class Summary {

    private static final boolean CI = "true".equals(System.getenv("CI"));

    private int passed;
    private int failed;
    private int skipped;
    private boolean refused;

    public static void main(String[] arguments) throws Exception {
        int mavenStatus = Integer.parseInt(arguments[0]);
        Summary summary = new Summary();
        for (File report : reports()) {
            summary.add(report);
        }
        if (mavenStatus != 0) {
            System.out.println("Maven's exit code was " + mavenStatus + '.');
        }
        System.out.println(summary.passed + " passed, " + summary.failed + " failed, " + summary.skipped + " skipped");
        boolean bad = summary.refused || summary.failed > 0 || summary.passed == 0;
        System.exit(bad ? 1 : mavenStatus);
    }

    private static List<File> reports() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().matches(".*target/surefire-reports/TEST-[^/]*\\.xml"))
                    .sorted().map(Path::toFile).toList();
        }
    }

    private void add(File report) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Document document = builder.parse(report);
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            count((Element) cases.item(i));
        }
    }

    private void count(Element test) {
        String name = test.getAttribute("classname") + '.' + test.getAttribute("name");
        if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
            failed++;
            System.out.println("FAILED   " + name);
        } else if (test.getElementsByTagName("skipped").getLength() > 0) {
            skipped++;
            report(name, ((Element) test.getElementsByTagName("skipped").item(0)).getAttribute("message"));
        } else {
            passed++;
        }
    }

    private void report(String name, String reason) {
        boolean peerMissing = CI && name.toLowerCase().contains("interop");
        refused |= reason.isBlank() || peerMissing;
        System.out.println("SKIPPED  " + name + ": "
                + (reason.isBlank() ? "no reason given, which counts as a failure" : reason)
                + (peerMissing ? " (counts as a failure: in CI the peer must be there)" : ""));
    }
}
