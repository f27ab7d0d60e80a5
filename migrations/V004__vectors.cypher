// Vectors with the properties that SEARCH filters by inside the index. Nothing that a read changes
// belongs among them: updating one writes the vector again. Quantization is off because at these
// dimensions it costs recall and saves nothing (design.md 8).
CYPHER 25
CREATE VECTOR INDEX memory_vector IF NOT EXISTS
FOR (memory:Memory) ON memory.embedding
WITH [memory.project_id, memory.owner_key, memory.user_id, memory.agent_id, memory.app_id,
      memory.run_id, memory.state, memory.created_at, memory.recorded_at, memory.valid_from,
      memory.valid_to, memory.expires_at]
OPTIONS {indexConfig: {
  `vector.dimensions`: $dimensions,
  `vector.similarity_function`: 'cosine',
  `vector.quantization.type`: 'NONE'
}};
CYPHER 25
CREATE VECTOR INDEX message_vector IF NOT EXISTS
FOR (message:Message) ON message.embedding
WITH [message.project_id, message.owner_key, message.user_id, message.agent_id, message.app_id,
      message.run_id]
OPTIONS {indexConfig: {
  `vector.dimensions`: $dimensions,
  `vector.similarity_function`: 'cosine',
  `vector.quantization.type`: 'NONE'
}};
