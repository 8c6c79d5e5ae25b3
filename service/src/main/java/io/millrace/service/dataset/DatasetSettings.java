package io.millrace.service.dataset;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where files of data sets go; the environment variables are {@code MILLRACE_DATASETS_FOLDER} and
 * {@code MILLRACE_DATASETS_MAX_SIZE}.
 *
 * @param folder that the dataset job watches; all instances of the service share it
 * @param maxSize of one file
 */
@ConfigurationProperties("millrace.datasets")
public record DatasetSettings(
    @DefaultValue("datasets") String folder, @DefaultValue("1GB") DataSize maxSize) {}
