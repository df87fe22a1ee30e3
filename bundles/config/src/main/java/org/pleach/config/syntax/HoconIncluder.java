package org.pleach.config.syntax;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import org.pleach.config.ConfigRefusedException;
import org.pleach.config.tree.Place;

/** Lets HOCON include files only, within the limits of {@link ConfigFiles}: nothing is fetched from anywhere. */
final class HoconIncluder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private final ConfigFiles files;
    private final Path by;

    /** @param by the file that includes, or null if there is none and nothing may be included */
    HoconIncluder(ConfigFiles files, Path by) {
        this.files = files;
        this.by = by;
    }

    /** Carries a refusal through typesafe config. */
    static final class RefusedInclude extends ConfigException {

        private static final long serialVersionUID = 1L;

        private final transient ConfigRefusedException reason;

        RefusedInclude(ConfigRefusedException reason) {
            super(reason.getMessage(), reason);
            this.reason = reason;
        }

        ConfigRefusedException reason() {
            return reason;
        }
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return included(context, what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return included(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused("expected a file to include, found a URL");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused("expected a file to include, found a class path resource");
    }

    private ConfigObject included(ConfigIncludeContext context, String name) {
        if (by == null) {
            throw refused("include works in files only");
        }
        Path file = by.resolveSibling(name);
        try {
            return files.with(file, Place.of(by.toString()), text -> {
                HoconReader.checkDepth(text, file.toString());
                return ConfigFactory.parseString(text, context.parseOptions()
                        .setOriginDescription(file.toString()).setIncluder(new HoconIncluder(files, file))).root();
            });
        } catch (ConfigRefusedException e) {
            throw new RefusedInclude(e);
        }
    }

    private RefusedInclude refused(String message) {
        return new RefusedInclude(Source.refusal(Place.of(by == null ? "text" : by.toString()), message));
    }
}
