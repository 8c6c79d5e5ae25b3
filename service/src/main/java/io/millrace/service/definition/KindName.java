package io.millrace.service.definition;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A kind of definitions, as paths name it. */
@Parameter(
    schema =
        @Schema(
            allowableValues = {
              "rules",
              "mappings",
              "devices",
              "sources",
              "codecs",
              "object-mappings"
            }))
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface KindName {}
