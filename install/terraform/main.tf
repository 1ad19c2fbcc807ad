# DeployTrail's home stack, as CloudFormation deploys it: docs/deploy.md. variables.tf has what can be set.
terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.0"
    }
  }
}

resource "aws_cloudformation_stack" "deploytrail" {
  name         = var.stack_name
  template_url = var.template_url
  capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
  parameters   = local.parameters
}

output "outputs" {
  description = "The outputs of the stack, such as SessionsTableName."
  value       = aws_cloudformation_stack.deploytrail.outputs
}
