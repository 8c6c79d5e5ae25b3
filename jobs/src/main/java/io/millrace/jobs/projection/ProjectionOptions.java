package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.CommonOptions;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.option.Option;
import io.millrace.jobs.runtime.option.OptionSet;

/** What can be set of the projection job: the common options and Elasticsearch's. */
public final class ProjectionOptions {
  public static final OptionSet SET =
      CommonOptions.with(ElasticsearchSettings.OPTIONS.toArray(new Option<?>[0]));

  private ProjectionOptions() {}
}
