package co.loglife.flow.media;

import co.loglife.flow.runtime.media.FolderMediaStore;
import co.loglife.flow.runtime.media.MediaPlace;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.runtime.media.MediaStoreConfig;

/** Opens the media store a service was told of. */
public final class MediaStores {
    private MediaStores() {}

    /**
     * Opens it.
     *
     * @throws co.loglife.flow.runtime.ConfigException when it cannot be used
     */
    public static MediaStore open(MediaStoreConfig config) {
        return switch (config.place()) {
            case MediaPlace.Folder folder -> FolderMediaStore.open(folder);
            case MediaPlace.Bucket bucket -> S3MediaStore.open(bucket);
        };
    }
}
