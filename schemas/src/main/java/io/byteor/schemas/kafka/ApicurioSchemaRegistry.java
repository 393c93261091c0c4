package io.byteor.schemas.kafka;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.client.RegistryClientFactory;
import io.apicurio.registry.client.common.HttpAdapterType;
import io.apicurio.registry.client.common.RegistryClientOptions;
import io.apicurio.registry.resolver.ParsedSchemaImpl;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeImpl;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.rest.client.models.CreateRule;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import io.apicurio.registry.rest.client.models.RuleType;
import io.apicurio.registry.rest.client.models.RuleViolationProblemDetails;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import io.apicurio.registry.serde.data.SerdeMetadata;
import io.apicurio.registry.serde.data.SerdeRecord;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Apicurio Registry through its own client. Artifacts are named by {@link TopicRecordIdStrategy} and hold the whole schema
 * inline, as Apicurio's serializer with {@code dereference-schema} writes them; each gets the rule FULL_TRANSITIVE, under
 * which every release reads what every other wrote.
 */
final class ApicurioSchemaRegistry implements SchemaRegistry {
    private static final String AVRO = "AVRO";
    private static final String FIND_OR_CREATE = "FIND_OR_CREATE_VERSION";
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";
    private static final String RULE_VIOLATION = "RuleViolationException";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RegistryClient client;
    private final RegistryClientFacade registry;
    private final TopicRecordIdStrategy names = new TopicRecordIdStrategy();
    private final boolean register;
    private final Duration patience;

    ApicurioSchemaRegistry(RegistrySettings settings) {
        this(settings, PATIENCE);
    }

    /** @param patience how long a call may be without an answer */
    ApicurioSchemaRegistry(RegistrySettings settings, Duration patience) {
        this.patience = patience;
        client = RegistryClientFactory.create(
                RegistryClientOptions.create(settings.url().toString()).httpAdapter(HttpAdapterType.JDK));
        registry = new RegistryClientFacadeImpl(client);
        register = settings.register();
    }

    @Override
    public int pin(Topic topic, Schema schema) {
        ArtifactReference artifact = artifact(topic, schema);
        try {
            return answered(() -> register ? register(artifact, schema) : lookUp(artifact, schema));
        } catch (ApiException e) {
            throw switch (e.getResponseStatusCode()) {
                case BAD_REQUEST, UNPROCESSABLE -> refused(artifact, e);
                case CONFLICT -> isRuleViolation(e) ? refused(artifact, e) : unreachable(e);
                default -> unreachable(e);
            };
        } catch (IllegalStateException | RegistryUnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    @Override
    public Optional<Schema> find(int contentId) {
        String content;
        try {
            content = answered(() -> registry.getSchemaByContentId((long) contentId));
        } catch (ApiException e) {
            if (e.getResponseStatusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unreachable(e);
        } catch (RegistryUnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
        try {
            return Optional.of(new Schema.Parser().parse(content));
        } catch (AvroRuntimeException _) {
            // Some other kind of content has this id; no Avro schema will ever have it.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // The client on the JDK's HTTP client holds nothing that has to be given back.
    }

    /** The client itself would wait without end for a registry that has taken a call and says nothing. */
    private <T> T answered(Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().name("registry-call").start(() -> {
            try {
                answer.complete(call.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e);
        } catch (TimeoutException e) {
            caller.interrupt();
            throw new RegistryUnreachableException("no answer within " + patience, e);
        } catch (InterruptedException e) {
            caller.interrupt();
            Thread.currentThread().interrupt();
            throw new RegistryUnreachableException("interrupted", e);
        }
    }

    private int register(ArtifactReference artifact, Schema schema) {
        RegistryVersionCoordinates version = registry.createSchema(
                AVRO,
                artifact.getGroupId(),
                artifact.getArtifactId(),
                null,
                FIND_OR_CREATE,
                false,
                schema.toString(),
                Set.of());
        requireCompatibility(artifact);
        return Math.toIntExact(version.getContentId());
    }

    private void requireCompatibility(ArtifactReference artifact) {
        CreateRule rule = new CreateRule();
        rule.setRuleType(RuleType.COMPATIBILITY);
        rule.setConfig(COMPATIBILITY);
        try {
            client.groups()
                    .byGroupId(artifact.getGroupId())
                    .artifacts()
                    .byArtifactId(artifact.getArtifactId())
                    .rules()
                    .post(rule);
        } catch (ApiException e) {
            if (e.getResponseStatusCode() != CONFLICT) {
                throw e;
            }
            // The artifact has its rule already.
        }
    }

    private int lookUp(ArtifactReference artifact, Schema schema) {
        List<RegistryVersionCoordinates> versions =
                registry.searchVersionsByContent(schema.toString(), AVRO, artifact, false);
        if (versions.isEmpty()) {
            throw new IllegalStateException("the registry has not this release's schema of " + artifact.getGroupId()
                    + "/" + artifact.getArtifactId() + "; register it first");
        }
        return Math.toIntExact(versions.getFirst().getContentId());
    }

    private ArtifactReference artifact(Topic topic, Schema schema) {
        return names.artifactReference(
                new SerdeRecord<>(new SerdeMetadata(topic.topicName(), false), schema),
                new ParsedSchemaImpl<Schema>().setParsedSchema(schema));
    }

    private static boolean isRuleViolation(ApiException e) {
        return e instanceof RuleViolationProblemDetails
                || (e instanceof ProblemDetails problem && RULE_VIOLATION.equals(problem.getName()));
    }

    private static IllegalStateException refused(ArtifactReference artifact, ApiException e) {
        return new IllegalStateException(
                "the registry refuses this release's schema of " + artifact.getArtifactId() + ": " + e.getMessage(), e);
    }

    private static RegistryUnreachableException unreachable(RuntimeException e) {
        return new RegistryUnreachableException(String.valueOf(e.getMessage()), e);
    }
}
