package io.tidegate.workflow.contract;

/**
 * Tells the credentials of one worker process apart without telling anything of them: nobody can
 * make it of the credentials, or compare it, but the process that did.
 *
 * @param worker names that process
 */
public record CredentialsMark(String worker, String mark) {}
