package io.byteor.store;

/** All roles of a store, for whoever assembles a process; everybody else asks for the one role they need. */
public interface BundleStore extends ArtifactReader, BundleCatalog, BundleIntake, BundleRemoval, AnnouncementLedger {}
