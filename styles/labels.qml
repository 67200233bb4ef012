<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- The six labels of an evaluation: after Okabe and Ito's colours for the colour-blind, lightness moved apart, L* is 92, 47, 80, 0, 67, 28. -->
<qgis version="3.40.0" styleCategories="Symbology">
 <pipe>
  <provider>
   <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
  </provider>
  <rasterrenderer type="paletted" band="1" opacity="0.55" alphaBand="-1">
   <colorPalette>
    <paletteEntry value="1" color="#e8e8e8" alpha="255" label="true negative"/>
    <paletteEntry value="2" color="#008060" alpha="255" label="correct"/>
    <paletteEntry value="3" color="#f3bf3c" alpha="255" label="false negative neighbour"/>
    <paletteEntry value="4" color="#000000" alpha="255" label="false negative"/>
    <paletteEntry value="5" color="#52abe0" alpha="255" label="false positive neighbour"/>
    <paletteEntry value="6" color="#00447c" alpha="255" label="false positive"/>
   </colorPalette>
  </rasterrenderer>
  <rasterresampler maxOversampling="2"/>
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
