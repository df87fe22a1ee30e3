package org.pleach.launcher;

/** The version of this build. */
final class Version {

    private Version() { }

    /** Such as {@code 0.1.0}; of a development build too, whose version ends in SNAPSHOT. */
    static String ofThis() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version.replaceFirst("[.-]SNAPSHOT$", "");
    }
}
