{{- define "lagoon.logging" -}}
{{- if .Values.global.logging.level -}}
- --log_output_level={{ .Values.global.logging.level }}
{{- end }}
{{- if .Values.global.logging.json }}
- --log_as_json
{{- end }}
{{- end -}}
