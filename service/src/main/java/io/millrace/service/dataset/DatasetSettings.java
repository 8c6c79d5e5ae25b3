package io.millrace.service.dataset;

import io.millrace.store.StoreLocation;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where files of data sets go; the environment variables are {@code MILLRACE_DATASETS_FOLDER},
 * {@code MILLRACE_DATASETS_MAX_SIZE} and so on.
 *
 * @param folder that the dataset job watches, or {@code s3://BUCKET/PREFIX}; all instances of the
 *     service share it
 * @param maxSize of one file
 * @param incoming where files are until they get to a bucket, with room for all that come in at a
 *     time; null for the folder for temporary files
 * @param endpoint of an S3 server other than Amazon's
 * @param accessKey null for what the environment has, as for Amazon's own tools
 */
@ConfigurationProperties("millrace.datasets")
public record DatasetSettings(
    @DefaultValue("datasets") String folder,
    @DefaultValue("1GB") DataSize maxSize,
    @Nullable Path incoming,
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable String accessKey,
    @Nullable String secretKey) {

  boolean isBucket() {
    return folder.startsWith("s3://");
  }

  StoreLocation location() {
    return new StoreLocation(folder, endpoint, region, accessKey, secretKey);
  }

  /** Without the keys, for a record would print them. */
  @Override
  public String toString() {
    return "DatasetSettings[folder=" + folder + ", maxSize=" + maxSize + "]";
  }
}
