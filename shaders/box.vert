#version 330 core
// The four corners of a box in pixels from the top left of the view; needs no vertex buffer.
uniform vec2 u_view;
uniform vec4 u_box;  // x, y, width, height
out vec2 v_at;       // pixels from the box's top left

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    v_at = corner * u_box.zw;
    vec2 p = (u_box.xy + v_at) / u_view;
    gl_Position = vec4(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0);
}
