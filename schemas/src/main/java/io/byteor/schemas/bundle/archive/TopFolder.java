package io.byteor.schemas.bundle.archive;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** The one folder, of any name, that everything in an archive lies in. Not thread-safe. */
public final class TopFolder {
    private final long mostEntries;
    private String name = "";
    private long entries;

    /** Takes at most so many entries that each file can have two folders of its own: folders may stand again and again. */
    public TopFolder(BundleLimits limits) {
        this.mostEntries = 3 * limits.files() + 2;
    }

    /**
     * The path of the reader's present entry inside of the folder; empty for the folder itself.
     *
     * @throws ByteorException PATH_REFUSED where it lies elsewhere, FILES_EXCEEDED where there are too many
     */
    public String strip(TarReader entry) {
        String path = entry.path();
        if (++entries > mostEntries) {
            throw new ByteorException(
                    ErrorCode.FILES_EXCEEDED, "an archive has at most " + mostEntries + " entries", path, entries);
        }
        int slash = path.indexOf('/');
        String folder = slash < 0 ? path : path.substring(0, slash);
        boolean inFolder = slash >= 0 || entry.folder();
        if (!inFolder || folder.isEmpty() || folder.equals(".") || folder.equals("..")) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "everything lies in one named top folder", path, path);
        }
        if (name.isEmpty()) {
            name = folder;
        } else if (!name.equals(folder)) {
            throw new ByteorException(ErrorCode.PATH_REFUSED, "the archive has one top folder, " + name, path, path);
        }
        return slash < 0 ? "" : path.substring(slash + 1);
    }
}
