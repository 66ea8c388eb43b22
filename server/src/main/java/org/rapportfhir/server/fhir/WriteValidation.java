package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import ca.uhn.fhir.validation.ValidationResult;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.rapportfhir.server.settings.RapportSettings.Fhir.Validation;

/**
 * Refuses, with 422 and the place of each fault, whatever breaks R4 or a profile that it claims or
 * needs. It stands before storage and not at the front door, so entries of bundles pass it too.
 */
@Interceptor
public final class WriteValidation {
  private final FhirValidator validator;
  private final RequiredProfiles required;
  private final Validation extent;

  WriteValidation(FhirValidator validator, RequiredProfiles required, Validation extent) {
    this.validator = validator;
    this.required = required;
    this.extent = extent;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void beforeCreate(IBaseResource resource, RequestDetails request) {
    if (!isBundle(request)) {
      check(resource, request);
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void beforeUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
    if (!isBundle(request)) {
      check(after, request);
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
  public void created(IBaseResource resource, RequestDetails request) {
    if (isBundle(request)) {
      check(resource, request);
    }
  }

  @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
    if (isBundle(request)) {
      check(after, request);
    }
  }

  /** In a bundle references are settled only at the end, and some rules ask where they lead. */
  private static boolean isBundle(RequestDetails request) {
    return request != null && request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION;
  }

  private void check(IBaseResource resource, RequestDetails request) {
    // What the server writes by itself is checked by its tests, not on every write.
    if (extent == Validation.OFF
        || request instanceof SystemRequestDetails
        || !(resource instanceof Resource r4)) {
      return;
    }
    List<String> profiles = required.of(r4);
    if (extent == Validation.PROFILES && profiles.isEmpty()) {
      return;
    }
    var options = new ValidationOptions();
    profiles.forEach(options::addProfile);
    ValidationResult result = validator.validateWithResult(resource, options);
    if (!result.isSuccessful()) {
      throw refusal(result);
    }
  }

  private static UnprocessableEntityException refusal(ValidationResult result) {
    var outcome = new OperationOutcome();
    for (SingleValidationMessage message : result.getMessages()) {
      if (message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0) {
        var issue =
            outcome
                .addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVALID)
                .setDiagnostics(message.getMessage());
        issue.addExpression(message.getLocationString());
        if (message.getMessageId() != null) {
          issue
              .getDetails()
              .addCoding()
              .setSystem("http://hl7.org/fhir/java-core-messageId")
              .setCode(new CodeType(message.getMessageId()).getValue());
        }
      }
    }
    return new UnprocessableEntityException(
        "The resource breaks FHIR R4 or a profile that it claims or needs.", outcome);
  }
}
