#version 330 core
// The glow round the lit segment of the phase ring, brightest at the token. Only adds light: the ring itself is drawn
// over it, and reads without it. Colours leave multiplied by their alpha.
uniform vec4 u_box;
uniform float u_values[8];  // lit segment, way along it, segments, asleep, radius, thickness, gap, held
uniform vec4 u_inks[3];     // glow, token, track
in vec2 v_at;
out vec4 o_color;

const float TURN = 6.28318530718;

// How far p lies from an arc's middle line; angles from the top, clockwise.
float to_arc(vec2 p, float radius, float from, float to) {
    float middle = 0.5 * (from + to), half_span = 0.5 * (to - from);
    float angle = atan(p.x, -p.y) - middle;
    angle -= TURN * round(angle / TURN);
    if (abs(angle) <= half_span) return abs(length(p) - radius);
    float end = middle + sign(angle) * half_span;
    return distance(p, radius * vec2(sin(end), -cos(end)));
}

// Less than one step of eight bits, so that faint light shows no bands.
float grain(vec2 p) { return fract(52.9829189 * fract(dot(p, vec2(0.06711056, 0.00583715)))) - 0.5; }

void main() {
    float lit = u_values[0];
    float half_box = 0.5 * u_box.z;
    vec2 p = (v_at - 0.5 * u_box.zw) / half_box;
    float radius = u_values[4], thickness = u_values[5], gap = u_values[6];
    // Nothing may be cut off at the box.
    float room = max(1.0 - radius, 0.001);
    if (lit < 0.0 || u_values[2] < 1.0 || max(abs(p.x), abs(p.y)) >= 1.0) {
        o_color = vec4(0.0);
        return;
    }
    float span = TURN / u_values[2];
    float from = lit * span + 0.5 * gap, to = (lit + 1.0) * span - 0.5 * gap;
    float along = clamp(u_values[1], 0.0, 1.0);

    float asleep = u_values[3], held = u_values[7];
    float edge = to_arc(p, radius, from, to) - 0.5 * thickness;
    float fade = clamp(1.0 - edge / (room - 0.5 * thickness), 0.0, 1.0);
    float halo = fade * fade * fade * mix(0.34, 0.20, asleep);

    float token = mix(from, to, along);
    float near = distance(p, radius * vec2(sin(token), -cos(token))) / room;
    float spot = clamp(1.0 - near, 0.0, 1.0);
    spot *= spot * mix(0.55, 0.28, max(asleep, 0.6 * held));

    vec4 glow = u_inks[0], spark = u_inks[1];
    float alpha = clamp(halo + spot * (1.0 - halo), 0.0, 1.0);
    vec3 color = (glow.rgb * halo + spark.rgb * spot * (1.0 - halo));
    float noise = grain(gl_FragCoord.xy) / 255.0 * step(0.002, alpha);
    o_color = vec4(max(color + noise, 0.0), alpha);
}
