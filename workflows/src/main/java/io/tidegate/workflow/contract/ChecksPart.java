package io.tidegate.workflow.contract;

/** Which of a job's lists is asked for. */
public enum ChecksPart {
  /** The precheck, with everything that was assessed and diagnosed along with it. */
  PRECHECK,
  /** The schema migration, object by object. */
  SCHEMA,
  /** Changes of the schema that were followed after the load. */
  DDL,
  /** The full load, table by table. */
  LOAD,
  /** The following of changes. */
  INCREMENTAL
}
