package io.millrace.udfs.device;

/** An object by type and id. */
public record ObjectRef(String type, String id) {}
