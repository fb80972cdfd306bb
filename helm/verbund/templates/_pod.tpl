{{/* What all pods share. Each takes (dict "root" $ "component" "serve"). */}}

{{- define "verbund.name" -}}
{{- $name := ternary .Release.Name (printf "%s-verbund" .Release.Name) (contains "verbund" .Release.Name) -}}
{{- $name | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "verbund.selector" -}}
app.kubernetes.io/name: verbund
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "verbund.labels" -}}
{{ include "verbund.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "verbund.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ $image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* Fits Kubernetes' "restricted" pod security standard. */}}
{{- define "verbund.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "verbund.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Temporal's own names for its settings. Not for serve: it never speaks to Temporal. */}}
{{- define "verbund.temporalEnv" -}}
{{- with .Values.temporal -}}
- name: TEMPORAL_ADDRESS
  value: {{ .address | quote }}
- name: TEMPORAL_NAMESPACE
  value: {{ .namespace | quote }}
{{- if .tls.enabled }}
- name: TEMPORAL_TLS
  value: "true"
{{- with .tls.serverName }}
- name: TEMPORAL_TLS_SERVER_NAME
  value: {{ . | quote }}
{{- end }}
{{- if .tls.secret }}
- name: TEMPORAL_TLS_CLIENT_CERT_PATH
  value: /etc/verbund/temporal/tls.crt
- name: TEMPORAL_TLS_CLIENT_KEY_PATH
  value: /etc/verbund/temporal/tls.key
{{- if .tls.caInSecret }}
- name: TEMPORAL_TLS_SERVER_CA_CERT_PATH
  value: /etc/verbund/temporal/ca.crt
{{- end }}
{{- end }}
{{- end }}
{{- if .apiKey.secret }}
- name: TEMPORAL_API_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .apiKey.secret }}
      key: {{ .apiKey.key }}
{{- end }}
{{- end -}}
{{- end }}

{{- define "verbund.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
